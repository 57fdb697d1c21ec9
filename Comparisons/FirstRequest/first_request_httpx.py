"""One line. It blocks, as a script may."""
import json
import sys

import httpx


def first_request(server):
    response = httpx.get(f"{server}/get", params={"q": "duet"})
    return {"status": response.status_code, "q": response.json()["args"]["q"]}


if __name__ == "__main__":
    print(json.dumps(first_request(sys.argv[1])))
