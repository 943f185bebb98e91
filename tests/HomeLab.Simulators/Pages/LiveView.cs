using System.Net;
using System.Text;
using HomeLab.Simulators.Cloudflare.Records;
using HomeLab.Simulators.Cloudflare.State;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Pages;

/// <summary>What changes on the page: rules in force, zones, the last requests.</summary>
sealed class LiveView(CloudflareStore store, FaultSwitchboard faults, RequestJournal journal)
{
    const int ShownRequests = 50;

    public string Render()
    {
        var html = new StringBuilder();
        Faults(html);
        foreach (var zone in store.Current.Zones)
            Zone(html, zone);
        Requests(html);
        return html.ToString();
    }

    void Faults(StringBuilder html)
    {
        var armed = faults.Armed;
        if (armed.Count == 0)
            return;
        html.Append($"<h2>In force {Button("/_sim/form/faults/clear", "Clear all")}</h2>");
        Table(html, ["Rule", "Effect", "Requests", "Struck", ""], armed, fault =>
        {
            var rule = fault.Rule;
            return
            [
                Text(rule.Id),
                Text(Describe(rule)),
                Text($"{rule.Method} {rule.Path}"),
                Text(rule.Times is { } times ? $"{fault.Struck} of {times}" : fault.Struck),
                $"<td>{Button($"/_sim/form/faults/{rule.Id}/remove", "Remove")}</td>",
            ];
        });
    }

    static string Describe(FaultRule rule)
    {
        var detail = rule.Effect switch
        {
            FaultEffect.Status => $" {rule.Status} {rule.Body}",
            FaultEffect.Latency or FaultEffect.AppliedLate or FaultEffect.StaleReads => $" {rule.Seconds} s",
            FaultEffect.RateLimited => $" retry after {rule.RetryAfterSeconds} s",
            _ => "",
        };
        return rule.Effect + detail + (rule.Probability < 1 ? $", {rule.Probability:P0}" : "");
    }

    static void Zone(StringBuilder html, ZoneState state)
    {
        var limits = state.Zone.Limits;
        var kind = $"Cloudflare · {limits.Name} · {state.Count} of {limits.Records} records";
        html.Append($"<h2>{Escape(state.Zone.Name)} <small>{Escape(kind)}</small></h2>");
        var records = state.Records.OrderBy(record => record.Name, StringComparer.Ordinal);
        Table(html, ["Name", "Type", "Content", "TTL", "Comment", "Changed"], records, record =>
        [
            Text(record.Name),
            Text(record.Type),
            Code(Content(record)),
            Text(record.Proxied ? "proxied" : record.Ttl == 1 ? "auto" : record.Ttl),
            Text(string.Join(' ', [record.Comment, .. record.Tags])),
            Text(record.ModifiedOn.ToString("yyyy-MM-dd HH:mm:ss")),
        ]);
    }

    static string Content(DnsRecord record) => record.Priority is { } priority ? $"{priority} {record.Content}" : record.Content;

    void Requests(StringBuilder html)
    {
        html.Append("<h2>Requests</h2>");
        Table(html, ["At", "Request", "By", "Answer", "Effect"], journal.Entries.Reverse().Take(ShownRequests), entry =>
        [
            Text(entry.At.ToString("HH:mm:ss.fff")),
            Code($"{entry.Method} {entry.Path}{(entry.Query is null ? "" : "?" + entry.Query)}"),
            Text(entry.Credential),
            $"<td class=\"{(entry.Status is >= 200 and < 400 ? "good" : "bad")}\">{Escape(Answer(entry))}</td>",
            Text(Effect(entry)),
        ]);
    }

    static string Answer(RequestEntry entry) => entry.Status?.ToString() ?? (entry.Late ? "caller gone" : "cut off");

    static string Effect(RequestEntry entry)
    {
        string[] words =
        [
            entry.Applied ? "applied" : "",
            entry.Late ? "late" : "",
            entry.Faults.Count > 0 ? $"rule {string.Join(", ", entry.Faults)}" : "",
        ];
        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    static void Table<T>(StringBuilder html, string[] columns, IEnumerable<T> rows, Func<T, string[]> cells)
    {
        html.Append("<div class=\"scroll\"><table><thead><tr>");
        foreach (var column in columns)
            html.Append("<th>").Append(column).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
            html.Append("<tr>").AppendJoin("", cells(row)).Append("</tr>");
        html.Append("</tbody></table></div>");
    }

    static string Button(string action, string label) =>
        $"<form class=\"inline\" method=\"post\" action=\"{action}\"><button>{label}</button></form>";

    static string Code(string text) => $"<td class=\"content\">{Escape(text)}</td>";

    static string Text(object value) => $"<td>{Escape(FormattableString.Invariant($"{value}"))}</td>";

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
