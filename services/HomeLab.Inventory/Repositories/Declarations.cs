using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories;

/// <summary>Collects what the formats find, within bounds.</summary>
sealed class Declarations(RepositoryOptions options, string revision, RepositoryLimits limits)
{
    readonly SortedDictionary<string, DeclaredObject> objects = new(StringComparer.Ordinal);
    readonly HashSet<Dependency> dependencies = [];
    readonly HashSet<DeclaredHost> hosts = [];
    readonly Dictionary<(string Code, string Subject, Place At), Unresolved> unresolved = [];
    readonly HashSet<Problem> problems = [];
    readonly HashSet<string> cut = [];
    long spent;

    public RepositoryLimits Limits => limits;

    public RepositoryOptions Options => options;

    /// <param name="path">The address within the repository.</param>
    /// <param name="names">Of what stands beside the object, which a value of its environment may be.</param>
    /// <param name="whole">What the spec was made of by leaving out what may be a secret; null: nothing was left out yet.</param>
    /// <returns>The whole address.</returns>
    public string Declare(
        string path, string kind, string @namespace, string name, Node spec, Place at, string owner, Reach reach, IReadOnlySet<string>? names = null, Node? whole = null)
    {
        var address = AddressOf(path);
        if (objects.TryGetValue(address, out var first))
        {
            if (first.At != at)
                Problem(at, name, "DeclaredTwice", $"{kind} {name} is declared in {first.At} already, which is the one that is read");
            if (first.Reach <= reach)
                return address;
        }
        else if (objects.Count >= limits.MaxObjects)
        {
            Cut("objects", at, limits.MaxObjects);
            return address;
        }
        foreach (var (field, place) in PlaintextSecrets.In(spec))
            PlaintextSecret(name, field, place);
        var (shown, json) = SpecOf(spec, names, name, at);
        var digest = NodeDigest.Of(whole ?? spec, limits.MaxSpecBytes / 4, 4 * limits.MaxDepth);
        objects[address] = new DeclaredObject(
            address, kind, Printable.Of(@namespace, 253), Printable.Of(name, 253), json, at, revision, owner, reach,
            digest, shown is null || digest != NodeDigest.Of(shown, limits.MaxSpecBytes / 4, 4 * limits.MaxDepth));
        return address;
    }

    public void PlaintextSecret(string name, string field, Place at) =>
        Problem(at, $"{name}.{field}", PlaintextSecrets.Code, $"{field} of {name} is written in the clear");

    /// <returns>What may be shown of it; null: nothing, and it is said why.</returns>
    (Node? Shown, string Json) SpecOf(Node spec, IReadOnlySet<string>? names, string name, Place at)
    {
        // Texts weigh at most a third of what they cost.
        var bound = limits.MaxSpecBytes;
        if (NodeCost.Of(spec, bound / 4, 4 * limits.MaxDepth) <= bound / 4 && Redaction.Of(spec, names) is var shown
            && NodeJson.Of(shown) is { } json && json.Length <= bound)
            return (shown, json);
        Problem(at, name, "TooLarge", $"more than {bound} bytes; it is declared without what it says");
        return (null, "{}");
    }

    public string AddressOf(string path) => Printable.Of($"repository/{options.Name}/{path}", 1000);

    /// <summary>Whether so much more may be gone through; said once where it may not.</summary>
    public bool Spend(int cost, Place at)
    {
        spent += cost;
        if (spent > limits.MaxCost)
            Cut("values to go through", at, limits.MaxCost);
        return spent <= limits.MaxCost;
    }

    public IEnumerable<Dependency> By(string rule) => dependencies.Where(it => it.Rule == rule);

    public void Needs(string from, string to, string rule, Place at)
    {
        if (from == to)
            return;
        if (dependencies.Count < 4 * limits.MaxObjects)
            dependencies.Add(new Dependency(from, to, rule, at));
        else
            Cut("dependencies", at, 4 * limits.MaxObjects);
    }

    public void Serves(string host, string address, string rule, Place at)
    {
        var name = host.Trim().TrimEnd('.').ToLowerInvariant();
        if (name.Length == 0)
            return;
        if (HostName.TryParse(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name, out var parsed, out var refusal))
            hosts.Add(new DeclaredHost(name.StartsWith("*.", StringComparison.Ordinal) ? $"*.{parsed}" : parsed.Value, address, rule, at));
        else
            Problem(at, rule, refusal.Code, $"not a host name: {refusal.Message}");
    }

    public void Unresolved(string code, string subject, Place at, string message)
    {
        if (unresolved.Count < limits.MaxNotes)
            unresolved.TryAdd((code, subject, at), new Unresolved(code, subject, at, message));
        else
            Cut("unresolved things", at, limits.MaxNotes);
    }

    public void Problem(Place at, string path, string code, string message) => Problem(new Problem(at.File, at.Line, at.Column, path, code, message));

    public void Problem(Problem problem)
    {
        if (problems.Count < limits.MaxNotes)
            problems.Add(problem);
    }

    public RepositoryReading ToReading() => new(
        revision,
        [.. objects.Values],
        [.. dependencies.OrderBy(it => it.From, StringComparer.Ordinal).ThenBy(it => it.To, StringComparer.Ordinal).ThenBy(it => it.Rule, StringComparer.Ordinal)],
        [.. hosts.OrderBy(it => it.Host, StringComparer.Ordinal).ThenBy(it => it.Object, StringComparer.Ordinal).ThenBy(it => it.Rule, StringComparer.Ordinal)],
        [.. unresolved.Values.OrderBy(it => it.At.File, StringComparer.Ordinal).ThenBy(it => it.At.Line).ThenBy(it => it.Subject, StringComparer.Ordinal)],
        [.. problems.OrderBy(it => it.File, StringComparer.Ordinal).ThenBy(it => it.Line).ThenBy(it => it.Message, StringComparer.Ordinal)]);

    void Cut(string what, Place at, int bound)
    {
        if (cut.Add(what))
            Problem(at, "", "TooMany", $"more than {bound} {what}; the rest is not read");
    }
}
