using System.Collections.Concurrent;

namespace Aspire.Dashboard.Pages;

/// <summary>The same service has the same colour on every page, and the first eight have different ones.</summary>
static class ServiceColors
{
    const int Colors = 8;
    const int Remembered = 256;

    static readonly ConcurrentDictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);

    public static int Of(string name) =>
        byName.TryGetValue(name, out var color) ? color : byName.Count >= Remembered ? name.Length % Colors : byName.GetOrAdd(name, byName.Count % Colors);
}
