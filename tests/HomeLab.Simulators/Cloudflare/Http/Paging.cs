using System.Globalization;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Cloudflare.Http;

/// <summary>One page of a list and what is said about it.</summary>
static class Paging
{
    public static CloudflareAnswer Page<T>(
        IReadOnlyList<T> all, IQueryCollection query, int defaultSize, int smallest, int largest, Func<T, JsonNode> render)
    {
        var size = Math.Clamp(Number(query, "per_page") ?? defaultSize, smallest, largest);
        var page = Math.Max(1, Number(query, "page") ?? 1);
        var items = all.Skip((int)Math.Min(int.MaxValue, (page - 1L) * size)).Take(size).Select(render).ToArray();
        var info = new JsonObject
        {
            ["page"] = page,
            ["per_page"] = size,
            ["count"] = items.Length,
            ["total_count"] = all.Count,
            ["total_pages"] = (all.Count + size - 1) / size,
        };
        return CloudflareAnswer.Of(new JsonArray(items), info);
    }

    static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name].ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
