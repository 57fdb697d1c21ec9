"""The decision table, a few lines of code for each row."""
import asyncio
import sys

import httpx


def without_await(server):
    print(httpx.get(f"{server}/get").status_code)


async def rows(server):
    async with httpx.AsyncClient() as client:
        response = await client.get(f"{server}/redirect/1")
        print(response.status_code)
        try:
            response.raise_for_status()
            print("does not throw")
        except httpx.HTTPStatusError:
            print("throws")
        response = await client.get(f"{server}/get?a=1", params={"b": "2"})
        print(response.url.params)
    async with httpx.AsyncClient(base_url=f"{server}/anything/") as client:
        print((await client.get("/get")).url.path)
        print("5 s per phase" if client.timeout == httpx.Timeout(5) else "other")


if __name__ == "__main__":
    without_await(sys.argv[1])
    asyncio.run(rows(sys.argv[1]))
