"""One line. It blocks, as a script may."""
import sys

import httpx


def first_request(server):
    response = httpx.get(f"{server}/get", params={"q": "duet"})
    print(response.status_code, response.headers["Content-Type"])
    print("q =", response.json()["args"]["q"])


if __name__ == "__main__":
    first_request(sys.argv[1])
