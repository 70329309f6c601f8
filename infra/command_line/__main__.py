"""How does `python -m infra.command_line` become the caretaker command?"""

from infra.command_line.main import caretaker

if __name__ == "__main__":
    caretaker(prog_name="caretaker")
