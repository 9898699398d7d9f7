"""Serves moto on a free loopback port, with the patches beside this file applied in-process.

Prints one line of JSON when it is ready: {"port": 41233, "moto": "5.2.1"}. Ends when its standard input closes, so that
it never outlives the process that started it, however that one dies.
"""

import json
import logging
import os
import sys
import threading

import moto
from werkzeug.serving import make_server

from fail_fast import FailFastApplication
from patches import PATCHES


def main() -> None:
    for patch in PATCHES:
        patch.apply()
    # werkzeug writes a line for each request; only what fails is of interest.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, FailFastApplication(), threaded=True)
    threading.Thread(target=end_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port, "moto": moto.__version__}), flush=True)
    server.serve_forever()


def end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
