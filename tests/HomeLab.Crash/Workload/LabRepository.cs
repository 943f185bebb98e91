using System.Diagnostics;
using System.Globalization;

namespace HomeLab.Crash.Workload;

/// <summary>A lab in a Git working tree, edited as a person would: change a file, commit.</summary>
sealed class LabRepository(string path)
{
    readonly SortedDictionary<string, IReadOnlyList<WantedRecord>> documents = [];
    int commits;

    public string Path => path;

    public IReadOnlyList<string> Names => [.. documents.Keys];

    /// <summary>What the zone should hold of ours, by the documents alone.</summary>
    public IReadOnlyList<WantedRecord> Wanted => [.. documents.Values.SelectMany(records => records)];

    public async Task CreateAsync(string removeAfter = "1s")
    {
        Directory.CreateDirectory(System.IO.Path.Combine(path, "records"));
        await GitAsync("init", "-q", "-b", "main");
        await File.WriteAllTextAsync(System.IO.Path.Combine(path, "lab.yaml"), $$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: crash}
            spec:
              cloudflare:
                token: {env: CLOUDFLARE_TOKEN}
                zones: [example.org]
              policy: {apply: auto, removeAfter: {{removeAfter}}, maxDeletes: 10000, maxDeleteShare: 1}

            """);
        await CommitAsync();
    }

    /// <param name="name">The first label of the name.</param>
    public Task WriteAsync(string name, string type, IReadOnlyList<string> contents) => EditAsync(() => PutAsync(name, type, contents));

    public Task RemoveAsync(string name) => EditAsync(() =>
    {
        Take(name);
        return Task.CompletedTask;
    });

    /// <summary>Several changes in one commit.</summary>
    public async Task EditAsync(Func<Task> change)
    {
        await change();
        await CommitAsync();
    }

    public async Task PutAsync(string name, string type, IReadOnlyList<string> contents)
    {
        var values = contents.Count == 1 ? $"content: \"{contents[0]}\"" : $"values: [{string.Join(", ", contents)}]";
        await File.WriteAllTextAsync(FileOf(name), $$"""
            apiVersion: homelab/v1
            kind: DnsRecord
            metadata: {name: {{name}}}
            spec: {name: {{name}}.example.org, type: {{type}}, {{values}}}

            """);
        documents[name] = [.. contents.Select(content => new WantedRecord($"{name}.example.org", type, content))];
    }

    public void Take(string name)
    {
        File.Delete(FileOf(name));
        documents.Remove(name);
    }

    string FileOf(string name) => System.IO.Path.Combine(path, "records", name + ".yaml");

    async Task CommitAsync()
    {
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=crash", "-c", "user.email=crash@example.org", "-c", "commit.gpgsign=false",
            "commit", "-q", "--allow-empty", "-m", $"Edit {(++commits).ToString(CultureInfo.InvariantCulture)}");
    }

    async Task GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", path, .. arguments]) { RedirectStandardError = true })!;
        var error = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        if (git.ExitCode != 0)
        {
            throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error}");
        }
    }
}
