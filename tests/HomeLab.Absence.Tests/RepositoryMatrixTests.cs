using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing.Requirements;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace HomeLab.Absence.Tests;

/// <summary>Whatever becomes of a repository but a commit that takes something out: nothing that it declared is lost.</summary>
public sealed class RepositoryMatrixTests(ITestOutputHelper output)
{
    const string Name = "repository/home";

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task No_failure_of_a_remote_takes_a_declared_object_away_but_a_commit_does()
    {
        await using var remote = await TestGitServer.StartAsync();
        remote.Write("one/compose.yaml", Compose("one"));
        await remote.PushAsync();
        foreach (var stack in new[] { "two", "three", "four" })
            remote.Write($"{stack}/compose.yaml", Compose(stack));
        var whole = await remote.PushAsync();
        using var lab = new TestLab();
        lab.Write("lab.yaml", Lab($"{{name: home, url: \"{remote.Url}\", pollInterval: 1s}}"));
        await using var services = await TwoServices.StartAsync(lab.Path);
        var matrix = await BeginAsync(services, "Repository, remote");

        await matrix.TryAsync("refused", remote.StopAsync, remote.ListenAsync, Said, "ConnectionRefused");
        foreach (var (fault, status, code) in new[]
        {
            ("401", 401, "Unauthorized"), ("403", 403, "Unauthorized"), ("404", 404, "RepositoryMissing"), ("429", 429, "FetchFailed"), ("500", 500, "FetchFailed"),
        })
        {
            await matrix.TryAsync(
                fault, Now(() => remote.Answer = context => AnswerAsync(context, status, "")), Now(() => remote.Answer = null), Said, code);
        }
        await matrix.TryAsync(
            "a page instead", Now(() => remote.Answer = context => AnswerAsync(context, 200, "<html>Sign in</html>")), Now(() => remote.Answer = null), Said,
            "BranchMissing", "RepositoryMissing", "FetchFailed");
        await matrix.TryAsync("empty repository", remote.EmptyAsync, () => remote.PushHeadAsync(), Said, "BranchMissing");
        await matrix.TryAsync("branch gone", () => remote.RenameBranchAsync("main", "other"), () => remote.RenameBranchAsync("other", "main"), Said, "BranchMissing");
        await matrix.TryAsync("rewound", () => ResetAsync("HEAD~1"), () => ResetAsync(whole), Said, "NotDescendant");
        await matrix.TryAsync("another repository", async () => await OtherAsync(remote), () => ResetAsync(whole), Said, "IdentityChanged");
        await matrix.TryAsync(
            "a file broken by a commit", async () => await CommitAsync("two", "services: [broken\n"), async () => await CommitAsync("two", Compose("two")), Said, "FilesRefused");

        await EndAsync(matrix, services, () => File.Delete(Path.Combine(remote.Tree, "three/compose.yaml")), () => remote.PushAsync());

        async Task ResetAsync(string to)
        {
            await remote.Git.RunAsync("checkout", "--quiet", "-f", "-B", "main", to);
            await remote.PushHeadAsync();
        }

        async Task CommitAsync(string stack, string text)
        {
            remote.Write($"{stack}/compose.yaml", text);
            await remote.PushAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task No_failure_of_a_working_tree_takes_a_declared_object_away_but_a_commit_does()
    {
        using var lab = new TestLab();
        var tree = Path.Combine(lab.Path, "tree");
        var git = new Git(tree);
        lab.Write("tree/one/compose.yaml", Compose("one"));
        await git.RunAsync("init", "--quiet", "--initial-branch=main");
        await git.CommitAsync();
        foreach (var stack in new[] { "two", "three", "four" })
            lab.Write($"tree/{stack}/compose.yaml", Compose(stack));
        var whole = await git.CommitAsync();
        lab.Write("lab.yaml", Lab("{name: home, path: tree, pollInterval: 1s}"));
        await using var services = await TwoServices.StartAsync(lab.Path);
        var matrix = await BeginAsync(services, "Repository, working tree");

        await matrix.TryAsync("vanished", Now(() => Directory.Move(tree, lab.Beside("away"))), Now(() => Directory.Move(lab.Beside("away"), tree)), Said, "DirectoryMissing");
        await matrix.TryAsync(
            "emptied", Now(() => { Directory.Move(tree, lab.Beside("away")); Directory.CreateDirectory(tree); }),
            Now(() => { Directory.Delete(tree); Directory.Move(lab.Beside("away"), tree); }), Said, "PlainDirectory");
        await matrix.TryAsync("half the files lost", Now(() => Lose("two", "three")), () => git.RunAsync("checkout", "--quiet", "-f", "main"), Said, "NotCommitted");
        await matrix.TryAsync("rewound", () => git.RunAsync("reset", "--quiet", "--hard", "HEAD~1"), () => git.RunAsync("reset", "--quiet", "--hard", whole), Said, "NotDescendant");
        await matrix.TryAsync(
            "Git's directory vanished", Now(() => { Directory.Move(Path.Combine(tree, ".git"), lab.Beside("git")); Lose("two"); }),
            async () => { Directory.Move(lab.Beside("git"), Path.Combine(tree, ".git")); await git.RunAsync("checkout", "--quiet", "-f", "main"); }, Said, "PlainDirectory");
        await matrix.TryAsync(
            "another repository",
            async () =>
            {
                Directory.Move(tree, lab.Beside("away"));
                lab.Write("tree/other/compose.yaml", Compose("other"));
                await git.RunAsync("init", "--quiet", "--initial-branch=main");
                await git.CommitAsync();
            },
            Now(() => { Directory.Delete(tree, recursive: true); Directory.Move(lab.Beside("away"), tree); }), Said, "IdentityChanged", "PlainDirectory");

        await EndAsync(matrix, services, () => Lose("three"), () => git.CommitAsync());

        void Lose(params string[] stacks) => Array.ForEach(stacks, it => Directory.Delete(Path.Combine(tree, it), recursive: true));
    }

    static async Task<Matrix> BeginAsync(TwoServices services, string corner)
    {
        await services.UntilAsync(it => Declared(it).Count == 4 && it.Sources.All(s => s.Complete), "the repository is read");
        await services.LookUntilAsync(it => it.Records.Count(r => r.IsOwned) == 4, "all records are made");
        return new Matrix(corner, services, Declared);
    }

    async Task EndAsync(Matrix matrix, TwoServices services, Action remove, Func<Task> commitAsync)
    {
        output.WriteLine(matrix.ToString());
        matrix.Assert();
        // And what a commit takes out goes.
        remove();
        await commitAsync();
        await services.UntilAsync(
            it => !Declared(it).Contains("repository/home/compose/three/service/three") && it.Sources.All(s => s.Complete), "what a commit took out is gone");
        Assert.Equal(3, Declared((await services.SnapshotAsync())!).Count);
    }

    /// <summary>Services, be they declared or kept.</summary>
    static IReadOnlyList<string> Declared(Snapshot snapshot) =>
        [.. snapshot.Resources.Where(it => it.Source == Name && it.Kind == "compose/service").Select(it => it.Address)];

    static IReadOnlyList<(string, string, string)> Said(Snapshot snapshot) =>
        [.. snapshot.Sources.Where(s => s.Name == Name).Select(s => (s.Name, s.ReasonCode, s.Reason))];

    static string Compose(string stack) => $"services: {{{stack}: {{image: {stack}}}}}\n";

    static string Lab(string repository) => TestLab.Spec("absence") + $"\n  repositories: [{repository}]\n";

    static async Task OtherAsync(TestGitServer remote)
    {
        await remote.Git.RunAsync("checkout", "--quiet", "--orphan", "unrelated");
        remote.Write("other/compose.yaml", Compose("other"));
        await remote.PushAsync();
    }

    static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(body);
    }

    static Func<Task> Now(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
