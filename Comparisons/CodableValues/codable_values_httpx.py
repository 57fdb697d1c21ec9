"""Python has dictionaries; a typed value needs another library."""
import asyncio
import json
import sys

import httpx


async def codable_values(server):
    async with httpx.AsyncClient() as client:
        response = await client.post(f"{server}/post", json={"name": "Ada", "tags": ["math"]})
        typed = response.json()["json"]["name"]
        response = await client.post(f"{server}/post", json={"name": "Bob", "tags": []})
        user = response.json()["json"]
        user["tags"].append("music")
        return {"typed": typed, "untyped": user["tags"]}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(codable_values(sys.argv[1]))))
