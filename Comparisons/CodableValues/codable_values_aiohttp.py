"""Python has dictionaries; a typed value needs another library."""
import asyncio
import json
import sys

import aiohttp


async def codable_values(server):
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server}/post", json={"name": "Ada", "tags": ["math"]}) as response:
            print("Hello,", (await response.json())["json"]["name"])

        async with session.post(f"{server}/post", json={"name": "Bob", "tags": []}) as response:
            bob = (await response.json())["json"]
        bob["tags"].append("music")
        print("Tags:", json.dumps(bob["tags"]))


if __name__ == "__main__":
    asyncio.run(codable_values(sys.argv[1]))
