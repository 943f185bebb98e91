namespace Aspire.Dashboard.Pages;

/// <summary>What every page stands in, and pieces that several have.</summary>
static class Layout
{
    static readonly (string Path, string Name)[] Sections =
        [("/", "Resources"), ("/console", "Console"), ("/logs", "Logs"), ("/traces", "Traces"), ("/metrics", "Metrics")];

    /// <param name="every">After how many milliseconds the content is asked for again; 0 for never.</param>
    public static Html Page(string title, string section, Html filter, Html content, int every = 2000) => Document(title, Html.Of(
        $"""
        <a class="skip" href="#live">To the content</a>
        <header class="bar"><strong>HomeLab dashboard</strong><nav aria-label="Sections">{Sections.Select(one => Link(one, section))}</nav></header>
        <main>
        <div class="tools"><h1>{title}</h1><span id="status" role="status"></span>{Html.When(every > 0, $"""<button id="pause" type="button" aria-pressed="false" title="Stops and starts live updates">Pause</button>""")}</div>
        {filter}
        <div id="live" tabindex="-1" data-every="{(every > 0 ? every.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}">{content}</div>
        </main>
        """));

    public static Html Document(string title, Html body) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - HomeLab dashboard</title><link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/site.css"></head>
        <body>{body}<script src="/assets/site.js"></script></body></html>
        """);

    public static Html Nothing(string text) => Html.Of($"""<div class="panel empty">{text}</div>""");

    public static Html Service(string name) => Html.Of($"""<span class="service c{ServiceColors.Of(name)}"><span>{name}</span></span>""");

    public static Html Option(string value, string text, string? selected) =>
        Html.Of($"""<option value="{value}"{Html.When(value == (selected ?? ""), $" selected")}>{text}</option>""");

    public static Html Select(string name, string label, string all, IEnumerable<string> values, string? selected)
    {
        var known = values.ToList();
        if (!string.IsNullOrEmpty(selected) && !known.Contains(selected)) known.Add(selected);
        return Html.Of($"""<label>{label}<select name="{name}">{Option("", all, selected)}{known.Select(value => Option(value, value, selected))}</select></label>""");
    }

    public static Html Tags(IReadOnlyList<Telemetry.Tag> tags) => Html.When(
        tags.Count > 0,
        $"""<table class="tags"><tbody>{tags.Select(tag => Html.Of($"""<tr><td>{tag.Key}</td><td><code>{tag.Value}</code></td></tr>"""))}</tbody></table>""");

    public static Html Fact(string name, Html value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    static Html Link((string Path, string Name) one, string section) =>
        Html.Of($"""<a href="{one.Path}"{Html.When(one.Path == section, $" aria-current=\"page\"")}>{one.Name}</a>""");
}
