/* Presses the Escape key in the console of a program that runs under Wine, where the byte of a terminal alone says nothing:
       escape.exe NAME.exe */
#include <string.h>
#include <windows.h>
#include <tlhelp32.h>

static DWORD process_of(const char *name)
{
    PROCESSENTRY32 entry = {.dwSize = sizeof entry};
    HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    DWORD found = 0;
    for (BOOL more = Process32First(all, &entry); more; more = Process32Next(all, &entry))
        if (!_stricmp(entry.szExeFile, name))
            found = entry.th32ProcessID;
    CloseHandle(all);
    return found;
}

int main(int argc, char **argv)
{
    INPUT_RECORD keys[2] = {{.EventType = KEY_EVENT}, {.EventType = KEY_EVENT}};
    DWORD written = 0;
    FreeConsole();
    if (argc != 2 || !AttachConsole(process_of(argv[1])))
        return 2;
    HANDLE console = CreateFileA("CONIN$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    for (int at = 0; at < 2; at++) {
        KEY_EVENT_RECORD *key = &keys[at].Event.KeyEvent;
        key->bKeyDown = !at;
        key->wRepeatCount = 1;
        key->wVirtualKeyCode = VK_ESCAPE;
        key->wVirtualScanCode = 1;
        key->uChar.UnicodeChar = 0x1b;
    }
    return WriteConsoleInputW(console, keys, 2, &written) && written == 2 ? 0 : 1;
}
