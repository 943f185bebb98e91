using System.Globalization;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Argo;

/// <summary>Makes the <c>Application</c>s of an <c>ApplicationSet</c> whose generators ask for nothing outside the repository.</summary>
/// <remarks>https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators/</remarks>
sealed class ApplicationSets(Documents documents, Declarations declarations)
{
    const int MaxApplications = 2_000;

    public static bool IsOne(Manifest manifest) => manifest.Is("argoproj.io", "ApplicationSet");

    public IReadOnlyList<Manifest> Of(Manifest applicationSet, bool isReported)
    {
        if (applicationSet.Spec is not { } spec || spec.Map("template") is not { } template)
            return [];
        if (isReported && spec.Has("templatePatch"))
            declarations.Unresolved(UnresolvedCodes.Template, "templatePatch", spec.Entry("templatePatch")!.At, "a patch that is a template is not evaluated");
        var applications = new List<Manifest>();
        foreach (var parameters in spec.Maps("generators").SelectMany(it => Evaluate(it, applicationSet, isReported)).Take(MaxApplications))
        {
            var made = (MapNode)ApplicationTemplate.Fill(template, parameters);
            if (ApplicationTemplate.HoleIn(made) is { } hole)
            {
                if (isReported)
                    declarations.Unresolved(UnresolvedCodes.Template, hole.Text, template.At, $"{applicationSet.Name} makes it of something that is not known here");
                continue;
            }
            var root = applicationSet.Root.With("kind", new TextNode(applicationSet.At, "Application", false))
                .With("metadata", (made.Map("metadata") ?? MapNode.Empty(made.At)).With("namespace", new TextNode(made.At, applicationSet.Namespace, false)))
                .With("spec", made.Map("spec") ?? MapNode.Empty(made.At)).Without("status");
            applications.Add(new Manifest(root));
        }
        return applications;
    }

    IEnumerable<IReadOnlyDictionary<string, string>> Evaluate(MapNode generator, Manifest applicationSet, bool isReported)
    {
        if (generator.Map("git") is { } git)
            return Git(git, applicationSet, isReported);
        if (generator.Map("list") is { } list)
            return list.Maps("elements").Select(it => Flat(it));
        if (generator.Map("matrix") is { } matrix && matrix.Maps("generators").ToList() is [var one, var other])
        {
            var second = Evaluate(other, applicationSet, isReported).ToList();
            return Evaluate(one, applicationSet, isReported).SelectMany(left => second.Select(right => Both(left, right)));
        }
        if (isReported)
        {
            var kind = generator.Entries.Select(it => it.Key).FirstOrDefault(it => it is not ("selector" or "template")) ?? "";
            declarations.Unresolved(UnresolvedCodes.Generator, kind, generator.At, $"the generator `{kind}` of {applicationSet.Name} asks something outside the repository");
        }
        return [];
    }

    IEnumerable<IReadOnlyDictionary<string, string>> Git(MapNode git, Manifest applicationSet, bool isReported)
    {
        var url = git.Text("repoURL") ?? "";
        if (declarations.Options.IsHere(url) == false)
        {
            if (isReported)
                declarations.Unresolved(UnresolvedCodes.SourceElsewhere, url, git.At, $"{applicationSet.Name} looks for its applications in another repository");
            return [];
        }
        var directories = Chosen(git.Maps("directories"), Directories()).Select(it => OfPath(it, git));
        var files = Chosen(git.Maps("files"), documents.Tree.Files.Select(it => it.Path)).SelectMany(it => OfFile(it, git));
        return directories.Concat(files);
    }

    static IEnumerable<string> Chosen(IEnumerable<MapNode> rules, IEnumerable<string> paths)
    {
        var (takes, leaves) = (new List<string>(), new List<string>());
        foreach (var rule in rules)
            (rule.Boolean("exclude") == true ? leaves : takes).Add((rule.Text("path") ?? "").TrimEnd('/'));
        return takes.Count == 0 ? [] : paths.Where(path => takes.Exists(it => Glob.IsMatch(it, path)) && !leaves.Exists(it => Glob.IsMatch(it, path)));
    }

    IEnumerable<string> Directories() => documents.Tree.Files.Select(it => it.Path)
        .SelectMany(it => Parents(it)).Distinct().Where(it => !it.Split('/').Any(step => step.StartsWith('.'))).Order(StringComparer.Ordinal);

    static IEnumerable<string> Parents(string path)
    {
        for (var at = RepositoryPath.DirectoryOf(path); at.Length > 0; at = RepositoryPath.DirectoryOf(at))
            yield return at;
    }

    static Dictionary<string, string> OfPath(string path, MapNode git)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["path"] = path,
            ["path.path"] = path,
            ["path.basename"] = RepositoryPath.NameOf(path),
            ["path.basenameNormalized"] = Normalized(RepositoryPath.NameOf(path)),
        };
        foreach (var (step, index) in path.Split('/').Select((it, index) => (it, index)))
            parameters[string.Create(CultureInfo.InvariantCulture, $"path[{index}]")] = step;
        foreach (var value in git.Map("values")?.Entries ?? [])
            parameters[$"values.{value.Key}"] = value.Value is TextNode text ? ApplicationTemplate.Fill(text.Text, parameters) : "";
        return parameters;
    }

    IEnumerable<Dictionary<string, string>> OfFile(string path, MapNode git)
    {
        if (documents.Find(path) is not { Broken: null } file)
            return [];
        return file.Documents.SelectMany(it => it is ListNode list ? list.Maps : it is MapNode map ? [map] : []).Select(map =>
        {
            var parameters = OfPath(RepositoryPath.DirectoryOf(path), git);
            parameters["path.filename"] = RepositoryPath.NameOf(path);
            foreach (var (key, value) in Flat(map))
                parameters[key] = value;
            return parameters;
        });
    }

    static Dictionary<string, string> Flat(MapNode map, string prefix = "", Dictionary<string, string>? into = null)
    {
        var flat = into ?? new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (entry.Value is MapNode inner)
                Flat(inner, $"{prefix}{entry.Key}.", flat);
            else if (entry.Value is TextNode text)
                flat[prefix + entry.Key] = text.Text;
        }
        return flat;
    }

    static Dictionary<string, string> Both(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right)
    {
        var both = left.ToDictionary();
        foreach (var (key, value) in right)
            both[key] = value;
        return both;
    }

    /// <summary>As Argo CD makes a name of it.</summary>
    static string Normalized(string name) =>
        new string([.. name.ToLowerInvariant().Select(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '.' ? it : '-')]).Trim('-', '.');
}
