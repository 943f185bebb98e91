using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Stacks;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Lab.Kinds;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>Answers as Inventory does, by its own renderer and from the files as they lie there, without its database and processes.</summary>
/// <param name="directory">Each folder in it is a stack.</param>
sealed class RenderedWishes(string directory, Uri engine) : DesiredStacks.DesiredStacksClient
{
    public const string Host = "bench";
    const string Repository = "home";

    static readonly RepositoryLimits Limits = new() { ReadsEveryText = true };

    readonly LabSpec lab = new() { Docker = [new DockerSource { Name = Host, Endpoint = engine.AbsoluteUri }] };
    readonly RepositorySpec repository = new() { Name = Repository, Path = "." };

    /// <summary>Of what is wanted from now on.</summary>
    public TimeSpan HealthyWithin { get; set; }

    public override AsyncUnaryCall<ListDesiredStacksResponse> ListDesiredStacksAsync(
        ListDesiredStacksRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        new(AnswerAsync(cancellationToken), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    async Task<ListDesiredStacksResponse> AnswerAsync(CancellationToken cancellationToken)
    {
        var files = await Checkout.ReadAsync(directory, Limits, cancellationToken);
        var names = Directory.GetDirectories(directory).Select(it => Path.GetFileName(it)).ToList();
        var documents = names.ToDictionary(
            it => it, it => new StackSpec { Repository = Repository, Folder = it, Docker = Host, Project = it, HealthyWithin = HealthyWithin });
        var answer = new ListDesiredStacksResponse
        {
            Epoch = "benchmark",
            Sources = { new Source { Name = "lab", Complete = true }, new Source { Name = $"repository/{Repository}", Complete = true } },
            // A round replaces every container of a project, with no brakes of a lab that is at rest.
            Policy = new Policy { Apply = "auto", MaxDeletes = 1000, MaxDeleteShare = 1, RemoveAfter = Duration.FromTimeSpan(TimeSpan.Zero) },
        };
        foreach (var declared in StackDeclarations.Of(repository, files, Limits, documents))
        {
            var stack = StackMessages.Of(
                declared, lab, repository, files.Revision, new DocumentRow($"Stack/{declared.Name}", "Stack", declared.Name, "lab.yaml", 1, null, true, "[]", "", ""));
            stack.Digest = StackMessages.DigestOf(stack);
            answer.Stacks.Add(stack);
        }
        return answer;
    }
}
