/* What Wine 8 lacks, and programs of Rust ask Windows for: random numbers, from where Wine has them. For tests alone:
 * Windows brings its own, and this is never shipped. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    return RtlGenRandom(data, length);
}
