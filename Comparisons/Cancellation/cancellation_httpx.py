"""A request ends when its task is cancelled."""
import asyncio
import sys

import httpx


async def cancelled_task(server):
    async with httpx.AsyncClient() as client:
        request = asyncio.create_task(client.get(f"{server}/delay/5"))
        await asyncio.sleep(0.05)
        request.cancel()
        try:
            print((await request).status_code)
        except asyncio.CancelledError:
            print("cancelled")
        print((await client.get(f"{server}/get")).status_code, "afterwards")


async def first_response(server):
    async with httpx.AsyncClient() as client:
        requests = [asyncio.create_task(client.get(f"{server}/delay/{delay}")) for delay in ("5", "0.05")]
        done, pending = await asyncio.wait(requests, return_when=asyncio.FIRST_COMPLETED)
        for request in pending:
            request.cancel()
        print("first:", done.pop().result().url.path)


if __name__ == "__main__":
    asyncio.run(cancelled_task(sys.argv[1]))
    asyncio.run(first_response(sys.argv[1]))
