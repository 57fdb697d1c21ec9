"""The decision table, a line of code for each row."""
import asyncio
import json
import sys

import httpx


def without_await(server):
    return httpx.get(f"{server}/get").status_code


async def rows(server):
    async with httpx.AsyncClient() as client:
        response = await client.get(f"{server}/redirect/1")
        yield response.status_code
        try:
            response.raise_for_status()
            yield "is no error"
        except httpx.HTTPStatusError:
            yield "is an error"
        response = await client.get(f"{server}/get?a=1", params={"b": "2"})
        yield response.json()["args"]
    async with httpx.AsyncClient(base_url=f"{server}/anything/") as client:
        yield (await client.get("/get")).url.path
        yield "5 s for each phase" if client.timeout == httpx.Timeout(5) else "another"


async def main(server):
    async for row in rows(server):
        print(json.dumps(row))


if __name__ == "__main__":
    print(json.dumps(without_await(sys.argv[1])))
    asyncio.run(main(sys.argv[1]))
