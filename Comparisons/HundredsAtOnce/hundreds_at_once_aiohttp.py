"""200 requests of 50 ms each, at the same time."""
import asyncio
import sys

import aiohttp


async def hundreds_at_once(server):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def number(n):
            async with session.get(f"{server}/delay/0.05", params={"n": n}) as response:
                return (await response.json())["args"]["n"]

        numbers = await asyncio.gather(*(number(n) for n in range(1, 201)))
    in_order = numbers == [str(n) for n in range(1, 201)]
    print(len(numbers), "responses,", "in order" if in_order else "out of order")


if __name__ == "__main__":
    asyncio.run(hundreds_at_once(sys.argv[1]))
