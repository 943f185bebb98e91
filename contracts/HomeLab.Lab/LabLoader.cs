using System.Text.Json.Nodes;
using HomeLab.Lab.Files;
using HomeLab.Lab.Kinds;
using HomeLab.Lab.Shapes;
using HomeLab.Lab.Yaml;

namespace HomeLab.Lab;

/// <summary>Reads documents out of files: all that is wrong at once, and one wrong document hinders no other.</summary>
/// <param name="lastZones">The zones of the last good lab, for when this one is wrong; null: there was none.</param>
/// <param name="lastFiles">In which file each address stood: of two documents of one name the older one keeps it.</param>
public sealed class LabLoader(YamlLimits limits, IReadOnlyList<string>? lastZones, IReadOnlyDictionary<string, string> lastFiles)
{
    const string ApiVersion = "homelab/v1";
    const int MaxProblems = 50;

    readonly List<LabDocument> documents = [];
    readonly HashSet<string> refusedFiles = [];
    readonly Dictionary<string, LabDocument> taken = [];

    public static LabReading Load(
        IReadOnlyList<LabFile> files, YamlLimits limits, IReadOnlyList<string>? lastZones, IReadOnlyDictionary<string, string>? lastFiles = null) =>
        new LabLoader(limits, lastZones, lastFiles ?? new Dictionary<string, string>()).Load(files);

    LabReading Load(IReadOnlyList<LabFile> files)
    {
        var candidates = files.OrderBy(it => it.Path, StringComparer.Ordinal).SelectMany(Candidates).ToList();
        // The lab comes first: its zones and uplinks decide about records.
        foreach (var lab in candidates.Where(it => it.Kind?.Name == "Lab").OrderByDescending(it => it.File == LabFiles.Main))
            Add(lab, new CheckContext(lastZones, Uplinks: null));
        var spec = documents.FirstOrDefault(it => it is { Kind: "Lab", SpecJson: not null })?.SpecJson;
        var good = spec is null ? null : LabJson.Read<LabSpec>(spec);
        var context = new CheckContext(good is null ? lastZones : good.ZoneNames(), good is null ? null : good.Uplinks ?? [], good);
        foreach (var candidate in candidates.Where(it => it.Kind?.Name != "Lab").OrderByDescending(StoodThere))
            Add(candidate, context);
        return new LabReading([.. documents.OrderBy(it => it.Address, StringComparer.Ordinal)], refusedFiles);
    }

    bool StoodThere(Candidate candidate) => lastFiles.GetValueOrDefault(candidate.Address) == candidate.File;

    IEnumerable<Candidate> Candidates(LabFile file)
    {
        if (file.Text is null)
        {
            Refuse(file, file.Problem!);
            return [];
        }
        var reading = YamlReader.Read(file.Path, file.Text, limits);
        if (reading.Broken is { } broken)
        {
            Refuse(file, broken);
            return [];
        }
        return reading.Documents
            .Select((document, index) => new Candidate(file.Path, index + 1, reading.Documents.Count, document))
            .Where(it => it.IsOurs);
    }

    void Refuse(LabFile file, Problem problem)
    {
        refusedFiles.Add(file.Path);
        documents.Add(new LabDocument($"file/{file.Path}", "", "", file.Path, problem.Line, null, [problem]));
    }

    void Add(Candidate candidate, CheckContext context)
    {
        var problems = candidate.Document.Problems.ToList();
        var spec = Check(candidate, context, problems);
        if (problems.Count > MaxProblems)
            problems = [.. problems.Take(MaxProblems), More(problems[MaxProblems], problems.Count - MaxProblems)];
        if (candidate.Kind is not { } kind || candidate.Name is not { } name)
        {
            // What is known to be of another kind hides no document of these kinds.
            if (!candidate.IsLater)
                refusedFiles.Add(candidate.File);
            documents.Add(candidate.Anonymous(problems));
            return;
        }
        var document = new LabDocument(
            candidate.Address, kind.Name, name, candidate.File, candidate.Line, problems.Count == 0 ? spec : null, problems);
        var first = kind.Name == "Lab"
            ? taken.Values.FirstOrDefault(it => it.Kind == "Lab")
            : taken.GetValueOrDefault(document.Address);
        if (first is null)
        {
            taken[document.Address] = document;
            documents.Add(document);
            return;
        }
        var at = NodePath.Locate(candidate.Document.Root, "metadata.name");
        documents.Add(candidate.Anonymous([new Problem(
            candidate.File, at.Line, at.Column, "metadata.name", "Duplicate",
            $"{first.Address} stands in {first.File} line {first.Line} already; {(kind.Name == "Lab" ? "a directory holds one lab" : "give one of them another name")}")]));
    }

    static Problem More(Problem next, int count) =>
        new(next.File, next.Line, next.Column, "", "More", $"from here on there are {count} more mistakes");

    static string? Check(Candidate candidate, CheckContext context, List<Problem> problems)
    {
        var root = candidate.Document.Root;
        if (candidate.IsLater)
        {
            var kindAt = NodePath.Locate(root, "kind");
            problems.Add(new Problem(
                candidate.File, kindAt.Line, kindAt.Column, "kind", "NotYet", "a kind that HomeLab is going to have; this version does not read it yet"));
            return null;
        }
        var check = new ShapeCheck(candidate.File, problems);
        if (check.Read(root, DocumentShape.Of(candidate.HasVersion ? candidate.Kind : null, ApiVersion), "") is not JsonObject json
            || candidate.Kind is not { } kind || problems.Count > 0)
        {
            return null;
        }
        var found = new SpecProblems();
        var spec = kind.Check((JsonObject)json["spec"]!, context, found);
        foreach (var (path, code, message) in found.Found)
        {
            var at = NodePath.Locate(root, path);
            problems.Add(new Problem(candidate.File, at.Line, at.Column, path, code, message));
        }
        return spec;
    }

    /// <summary>A YAML document that may be one of ours.</summary>
    sealed record Candidate(string File, int Number, int Of, YamlDocument Document)
    {
        MapNode? Root => Document.Root as MapNode;

        public int Line => Document.Root.At.Line;

        public DocumentKind? Kind => DocumentKind.All.FirstOrDefault(it => it.Name == Root?.TextOf("kind"));

        public string? Name => Root?.Find("metadata")?.Value is MapNode metadata && metadata.TextOf("name") is { } name
            && System.Text.RegularExpressions.Regex.IsMatch(name, $"^(?:{Forms.Name})$") ? name : null;

        /// <summary>Kind and name; one part is missing where the document lacks it.</summary>
        public string Address => $"{Kind?.Name}/{Name}";

        public bool IsLater => DocumentKind.Later.Contains(Root?.TextOf("kind") ?? "");

        public bool HasVersion => Root?.TextOf("apiVersion") is ApiVersion;

        /// <summary>
        /// People keep manifests of other systems beside ours; those are left alone. What has our apiVersion, or a kind of ours
        /// and an apiVersion that is missing or misspelled, is ours.
        /// </summary>
        public bool IsOurs => Root is { } root
            ? root.TextOf("apiVersion") is { } version
                ? version.StartsWith("homelab/", StringComparison.OrdinalIgnoreCase)
                    || ((Kind is not null || IsLater) && Spelling.Hint(version, [ApiVersion]).Length > 0)
                : Kind is not null || IsLater || IsLabFile
            : IsLabFile && Document.Root is not ScalarNode { IsEmpty: true };

        bool IsLabFile => File is LabFiles.Main;

        public LabDocument Anonymous(IReadOnlyList<Problem> problems) => new(
            Of == 1 ? $"file/{File}" : $"file/{File}#{Number}", "", "", File, Line, null, problems);
    }
}
