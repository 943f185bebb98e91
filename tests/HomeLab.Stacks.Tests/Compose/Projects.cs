using System.Text;
using System.Text.Json;
using HomeLab.Stacks.Compose;

namespace HomeLab.Stacks.Tests.Compose;

/// <summary>Projects as tests write them.</summary>
static class Projects
{
    public static ComposeProject Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ComposeProject.Parse(document.RootElement);
    }

    /// <summary>One service <c>web</c> with what is given.</summary>
    public static ComposeService Web(string fields) =>
        Parse("""{"name": "shop", "services": {"web": {"image": "nginx:1", FIELDS}}}""".Replace("FIELDS", fields, StringComparison.Ordinal)).Services["web"];

    public static IReadOnlyList<string> ProblemsOf(string json) =>
        [.. Assert.Throws<ComposeException>(() => Parse(json)).Problems.Select(it => it.Path)];

    public static RepositoryFiles Files(params (string Path, string Content)[] files) =>
        new(files.Select(it => KeyValuePair.Create(it.Path, new RepositoryFile(Encoding.UTF8.GetBytes(it.Content)))));

    public static string Hash(ComposeProject project, string service, RepositoryFiles? files = null) => ServiceHash.Of(
        project, project.Services[service], DeliveredFiles.Of(project, project.Services[service], files ?? RepositoryFiles.None, null));
}
