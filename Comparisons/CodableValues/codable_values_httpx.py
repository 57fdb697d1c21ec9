"""Python has dictionaries; a typed value needs another library."""
import asyncio
import json
import sys

import httpx


async def codable_values(server):
    async with httpx.AsyncClient() as client:
        response = await client.post(f"{server}/post", json={"name": "Ada", "tags": ["math"]})
        print("Hello,", response.json()["json"]["name"])

        response = await client.post(f"{server}/post", json={"name": "Bob", "tags": []})
        bob = response.json()["json"]
        bob["tags"].append("music")
        print("Tags:", json.dumps(bob["tags"]))


if __name__ == "__main__":
    asyncio.run(codable_values(sys.argv[1]))
