"""A request ends when its task is cancelled."""
import asyncio
import sys

import aiohttp


async def path(session, url):
    async with session.get(url) as response:
        return response.url.path


async def cancelled_task(server):
    async with aiohttp.ClientSession() as session:
        request = asyncio.create_task(path(session, f"{server}/delay/5"))
        await asyncio.sleep(0.05)
        request.cancel()
        try:
            print(await request)
        except asyncio.CancelledError:
            print("cancelled")
        async with session.get(f"{server}/get") as response:
            print(response.status, "afterwards")


async def first_response(server):
    async with aiohttp.ClientSession() as session:
        requests = [asyncio.create_task(path(session, f"{server}/delay/{delay}")) for delay in ("5", "0.05")]
        done, pending = await asyncio.wait(requests, return_when=asyncio.FIRST_COMPLETED)
        for request in pending:
            request.cancel()
        print("first:", done.pop().result())


if __name__ == "__main__":
    asyncio.run(cancelled_task(sys.argv[1]))
    asyncio.run(first_response(sys.argv[1]))
