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
        html.Append("<h2>In force <form class=\"inline\" method=\"post\" action=\"/_sim/form/faults/clear\"><button>Clear all</button></form></h2>");
        Table(html, ["Rule", "Effect", "Requests", "Struck", ""], armed, fault =>
        {
            var rule = fault.Rule;
            return
            [
                Text(rule.Id), Text(Describe(rule)), Text($"{rule.Method} {rule.Path}"), Text(rule.Times is { } times ? $"{fault.Struck} of {times}" : fault.Struck),
                $"<td><form class=\"inline\" method=\"post\" action=\"/_sim/form/faults/{rule.Id}/remove\"><button>Remove</button></form></td>",
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
        html.Append("<h2>").Append(Escape(state.Zone.Name)).Append(" <small>").Append(Escape($"Cloudflare · {state.Zone.Limits.Name} · {state.Count} of {state.Zone.Limits.Records} records"))
            .Append("</small></h2>");
        Table(html, ["Name", "Type", "Content", "TTL", "Comment", "Changed"], state.Records.OrderBy(record => record.Name, StringComparer.Ordinal), record =>
        [
            Text(record.Name), Text(record.Type), $"<td class=\"content\">{Escape(Content(record))}</td>",
            Text(record.Proxied ? "proxied" : record.Ttl == 1 ? "auto" : record.Ttl), Text(string.Join(' ', [record.Comment, .. record.Tags])),
            Text(record.ModifiedOn.ToString("yyyy-MM-dd HH:mm:ss")),
        ]);
    }

    static string Content(DnsRecord record) => record.Priority is { } priority ? $"{priority} {record.Content}" : record.Content;

    void Requests(StringBuilder html)
    {
        html.Append("<h2>Requests</h2>");
        Table(html, ["At", "Request", "By", "Answer", "Effect"], journal.Entries.Reverse().Take(ShownRequests), entry =>
        [
            Text(entry.At.ToString("HH:mm:ss.fff")), $"<td class=\"content\">{Escape($"{entry.Method} {entry.Path}{(entry.Query is null ? "" : "?" + entry.Query)}")}</td>", Text(entry.Credential),
            $"<td class=\"{(entry.Status is >= 200 and < 400 ? "good" : "bad")}\">{Escape(entry.Status?.ToString() ?? (entry.Late ? "caller gone" : "cut off"))}</td>",
            Text((entry.Applied ? "applied" : "") + (entry.Late ? " late" : "") + (entry.Faults.Count > 0 ? $" rule {string.Join(", ", entry.Faults)}" : "")),
        ]);
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

    static string Text(object value) => $"<td>{Escape(FormattableString.Invariant($"{value}"))}</td>";

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
