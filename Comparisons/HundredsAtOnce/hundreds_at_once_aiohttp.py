"""200 requests of 50 ms each, at once."""
import asyncio
import json
import sys

import aiohttp


async def hundreds_at_once(server):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def ask(number):
            async with session.get(f"{server}/delay/0.05?n={number}") as response:
                return (await response.json())["args"]["n"]

        numbers = await asyncio.gather(*(ask(number) for number in range(1, 201)))
    in_order = numbers == [str(number) for number in range(1, 201)]
    return {"answers": len(numbers), "in order": in_order}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(hundreds_at_once(sys.argv[1]))))
