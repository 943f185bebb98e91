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
            ? Layout.Nothing(chosen is null ? "No such resource." : "It has written nothing yet.")
            : Html.Of($"""<pre class="panel console" data-tail tabindex="0">{lines.Select(Line)}</pre>"""), every: 1000);
    }

    static Html Filter(List<string> names, string? chosen) => Html.Of(
        $"""<form class="filter" method="get"><label>Resource<select name="resource">{names.Select(name => Layout.Option(name, name, chosen))}</select></label><button>Show</button></form>""");

    static Html Line(ConsoleLine line) =>
        Html.Of($"""<span class="line"><span class="n">{line.Number}</span><span class="{Style(line)}">{Ansi().Replace(line.Text, "")}</span></span>{"\n"}""");

    // The levels of .NET's console logger; other programs' lines stay as they are.
    static string Style(ConsoleLine line) =>
        line.Text.Contains(" fail: ", StringComparison.Ordinal) || line.Text.Contains(" crit: ", StringComparison.Ordinal) ? "bad"
        : line.IsError || line.Text.Contains(" warn: ", StringComparison.Ordinal) ? "warn" : "";

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]")]
    private static partial Regex Ansi();
}
