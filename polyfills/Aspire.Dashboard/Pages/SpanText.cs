using System.Text.RegularExpressions;
using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>What a span is about, beyond its name.</summary>
static partial class SpanText
{
    const int Longest = 120;

    /// <summary>Attributes that tell what a change is about; the first that a trace has names its subject.</summary>
    static readonly string[] Subjects = ["dns.record.name", "homelab.hostnames", "homelab.address", "homelab.key"];

    static readonly string[] Details = ["homelab.hostnames", "homelab.address", "homelab.key", "dns.zone", "homelab.source", "url.path"];

    /// <summary>A few words to stand after the name: the query, whom a call goes to, the object of a run.</summary>
    public static string Detail(Span span, IReadOnlyList<ResourceView> resources)
    {
        if (span.Tag("db.query.text") is { } query) return Cut(string.Join(' ', query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (span.Kind == SpanKind.Client && Uri.TryCreate(span.Tag("url.full"), UriKind.Absolute, out var url))
            return Cut($"{Peer(span, resources) ?? url.Authority}{LongId().Replace(url.AbsolutePath, "/$1…")}");
        return Details.Select(span.Tag).FirstOrDefault(value => !string.IsNullOrEmpty(value) && !span.Name.Contains(value, StringComparison.Ordinal)) is { } detail ? Cut(detail) : "";
    }

    /// <summary>The names that the trace is about; empty when nothing in it says.</summary>
    public static IReadOnlyList<string> Subject(Trace trace) =>
        Subjects.Select(key => trace.Spans.Select(span => span.Tag(key)).Where(value => !string.IsNullOrEmpty(value))
                .SelectMany(value => value!.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().Take(20).ToList())
            .FirstOrDefault(names => names.Count > 0) ?? [];

    /// <summary>What a search found in the trace, as attribute and value; null when it was a name.</summary>
    public static Tag? Match(Trace trace, string text) =>
        trace.Spans.SelectMany(span => span.Tags).Select(tag => (Tag?)tag).FirstOrDefault(tag => tag!.Value.Value.Contains(text, StringComparison.OrdinalIgnoreCase));

    public static string Cut(string text, int length = Longest) => text.Length <= length ? text : text[..length] + "…";

    [GeneratedRegex("/([0-9a-f]{6})[0-9a-f]{18,}(?=/|$)")]
    private static partial Regex LongId();

    /// <summary>The resource that listens where the span's call went.</summary>
    static string? Peer(Span span, IReadOnlyList<ResourceView> resources) =>
        span.Tag("server.port") is { } port && span.Tag("server.address") is { } host
            ? resources.FirstOrDefault(resource => resource.Urls.Any(one => Uri.TryCreate(one.Url, UriKind.Absolute, out var url) && url.Authority == $"{host}:{port}"))?.Name
            : null;
}
