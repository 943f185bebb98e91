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
        return call.Shown(Page(call, found).Select(show));
    }

    /// <summary>Since 2.3 the page that is asked for, before all of it.</summary>
    public static IEnumerable<T> Page<T>(KomodoCall call, IEnumerable<T> found)
    {
        var limit = call.Release.IsPaged ? call.Number("limit") ?? DefaultLimit : 0;
        return limit == 0 ? found : found.Skip((call.Number("page") ?? 0) * limit).Take(limit);
    }
}
