using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;

namespace HomeLab.Simulators.Komodo.Reads;

static class Paging
{
    /// <summary>What a list shows when nobody says how much; since 2.3.</summary>
    public const int DefaultLimit = 30;

    /// <summary>Sorted by name, what the caller may see, and of that what the query asks for; since 2.3 a page of it.</summary>
    public static JsonArray List<T>(KomodoCall call, string type, IEnumerable<T> all, Func<T, (string Id, string Name)> of, Func<T, bool> isAskedFor, Func<T, JsonObject> show)
    {
        var names = (call.Query?["names"] as JsonArray)?.Select(name => (string?)name).ToHashSet();
        var found = all.Where(it => call.MayRead(type, of(it).Id) && isAskedFor(it))
            .Where(it => names is not { Count: > 0 } || names.Contains(of(it).Id) || names.Contains(of(it).Name))
            .OrderBy(it => of(it).Name, StringComparer.Ordinal);
        if (!call.Release.IsPaged)
            return call.Shown(found.Select(show));
        var limit = call.Number("limit") ?? DefaultLimit;
        var page = call.Number("page") ?? 0;
        return call.Shown((limit == 0 ? found : found.Skip(page * limit).Take(limit)).Select(show));
    }
}
