using System.Text.RegularExpressions;
using Aspire.Dashboard.ResourceService;

namespace Aspire.Dashboard.Pages;

static partial class ConsolePage
{
    public static Html Render(ResourceStore store, ConsoleLogs logs, string? resource)
    {
        var names = store.All.Select(one => one.Name).ToList();
        var chosen = string.IsNullOrEmpty(resource) ? names.FirstOrDefault() : names.Find(name => name == resource);
        var lines = chosen is null ? [] : logs.Of(chosen);
        return Layout.Page("Console", "/console", Filter(names, chosen), chosen is null || lines.Count == 0
            ? Layout.Nothing(chosen is null ? "No such resource." : "No line yet.")
            : Html.Of($"""<pre class="panel console" data-tail tabindex="0">{lines.Select(Line)}</pre>"""), every: 1000);
    }

    static Html Filter(List<string> names, string? chosen) => Html.Of(
        $"""<form class="filter" method="get"><label>Resource<select name="resource">{names.Select(name => Layout.Option(name, name, chosen))}</select></label><button>Show</button></form>""");

    static Html Line(ConsoleLine line) =>
        Html.Of($"<span class=\"n\">{line.Number}</span><span class=\"{(line.IsError ? "bad" : "")}\">{Ansi().Replace(line.Text, "")}</span>\n");

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]")]
    private static partial Regex Ansi();
}
