using System.Collections.Concurrent;

namespace Aspire.Dashboard.Otlp;

/// <summary>Names that come with every span, such as an attribute's key, as one string each: the first so many that are not long.</summary>
static class KnownNames
{
    const int Most = 4_096;
    const int Longest = 64;

    static readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);
    static int count;

    public static string Of(string name)
    {
        if (name.Length > Longest) return name;
        if (names.TryGetValue(name, out var known)) return known;
        if (Volatile.Read(ref count) >= Most || !names.TryAdd(name, name)) return name;

        Interlocked.Increment(ref count);
        return name;
    }
}
