"""SNS: a topic tells the queues that other accounts have subscribed.

Why: moto keeps a subscription with the account that made it, and a topic asks its own account only. Whether the topic's
policy lets the other account subscribe is not evaluated here.
"""

from moto.sns.models import SNSBackend, Subscription, Topic, sns_backends

from .patching import replace


def apply() -> None:
    def get_topic_subscriptions(backend: SNSBackend, topic: Topic) -> list[Subscription]:
        foreign = (
            sns_backends[account][backend.region_name]
            for account in list(sns_backends)
            if account != backend.account_id
        )
        theirs = [
            subscription
            for other in foreign
            for subscription in other.subscriptions.values()
            if subscription.topic == topic
        ]
        return own(backend, topic) + theirs

    own = replace(SNSBackend, "_get_topic_subscriptions", get_topic_subscriptions)
