import { type OrganizationsClient, paginateListAccounts } from "@aws-sdk/client-organizations";
import { everyPage } from "./pages";

/** The active accounts of the caller's organization. */
export async function accountsOfOrganization(client: OrganizationsClient): Promise<string[]> {
  const accounts: string[] = [];
  for await (const page of everyPage("organizations:ListAccounts", paginateListAccounts, { client }, {})) {
    // `State` is what `Status` was called until it is gone; both are served.
    for (const account of page.Accounts ?? []) {
      if ((account.State ?? account.Status) === "ACTIVE" && account.Id) accounts.push(account.Id);
    }
  }
  return accounts;
}
