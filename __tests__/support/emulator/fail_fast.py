"""Answers what moto cannot do with HTTP 501.

Why: moto answers an operation that it lacks, and each of its own errors, with HTTP 500. The AWS SDKs take that for a
passing fault and retry for minutes. No SDK retries a 501, so a gap shows at once. Tests read the list of all gaps met
from `GAPS_PATH`.
"""

import json
import sys
import traceback
from xml.sax.saxutils import escape

from flask import Flask, Response, request
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.exceptions import HTTPException

CODE = "NotEmulated"
GAPS_PATH = "/_emulator/gaps"

gaps: list[str] = []


class FailFastApplication(DomainDispatcherApplication):
    def __init__(self) -> None:
        super().__init__(create_fail_fast_app)

    def __call__(self, environ, start_response):
        if environ.get("PATH_INFO") == GAPS_PATH:
            return Response(json.dumps(gaps), content_type="application/json")(environ, start_response)
        try:
            return super().__call__(environ, start_response)
        except Exception as error:  # a service that moto does not know fails before any handler is reached
            service = environ.get("HTTP_X_AMZ_TARGET") or environ.get("HTTP_HOST", "")
            return not_emulated(service, environ.get("PATH_INFO", ""), error, "json")(environ, start_response)


def create_fail_fast_app(service: str) -> Flask:
    app = create_backend_app(service)
    app.register_error_handler(Exception, lambda error: answer(service, error))
    return app


def answer(service: str, error: Exception):
    if isinstance(error, HTTPException):
        return error
    target = request.headers.get("X-Amz-Target")
    operation = target or request.values.get("Action") or f"{request.method} {request.full_path}"
    return not_emulated(service, operation, error, "json" if target else "s3" if service == "s3" else "query")


def not_emulated(service: str, operation: str, error: Exception, protocol: str) -> Response:
    message = f"{service} {operation}: {type(error).__name__}: {error}"
    gaps.append(message)
    print(f"{CODE}: {message}", file=sys.stderr, flush=True)
    if not isinstance(error, NotImplementedError):
        traceback.print_exception(error, file=sys.stderr)
    if protocol == "json":
        body = json.dumps({"__type": CODE, "message": message})
        return Response(body, status=501, content_type="application/x-amz-json-1.1")
    fault = f"<Error><Code>{CODE}</Code><Message>{escape(message)}</Message></Error>"
    body = fault if protocol == "s3" else f"<ErrorResponse>{fault}</ErrorResponse>"
    return Response(body, status=501, content_type="text/xml")
