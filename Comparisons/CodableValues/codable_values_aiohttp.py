"""Python has dictionaries; a typed value needs another library."""
import asyncio
import json
import sys

import aiohttp


async def codable_values(server):
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server}/post", json={"name": "Ada", "tags": ["math"]}) as response:
            typed = (await response.json())["json"]["name"]
        async with session.post(f"{server}/post", json={"name": "Bob", "tags": []}) as response:
            user = (await response.json())["json"]
        user["tags"].append("music")
        return {"typed": typed, "untyped": user["tags"]}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(codable_values(sys.argv[1]))))
