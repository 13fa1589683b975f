"""The command `yizhan`: one group, each command a few lines over the rooms' actions and queries."""

from yizhan.site import commands_data, commands_node, commands_tokens
from yizhan.site.command_kit import main

__all__ = ["commands_data", "commands_node", "commands_tokens", "main"]

if __name__ == "__main__":
    main()
