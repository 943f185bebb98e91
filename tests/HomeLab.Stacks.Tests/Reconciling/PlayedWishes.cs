using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Stacks.Tests.Reconciling;

/// <summary>An Inventory whose wishes a test sets.</summary>
sealed class PlayedWishes : DesiredStacks.DesiredStacksClient
{
    readonly Lock gate = new();
    readonly ListDesiredStacksResponse answer = new()
    {
        Epoch = "e1",
        Sources = { new Source { Name = "lab", Complete = true }, new Source { Name = "repository/home", Complete = true } },
        Policy = new Policy { Apply = "auto", MaxDeletes = 5, MaxDeleteShare = 0.3 },
    };

    int version = 1;

    public PlayedWishes() => Holds = new PlayedHolds(this);

    /// <summary>Where holds are placed, which are part of the answer.</summary>
    public PlayedHolds Holds { get; }

    public bool IsSilent { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Called before each answer; what it throws is what the caller gets.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public void Change(Action<ListDesiredStacksResponse> change)
    {
        lock (gate)
        {
            change(answer);
            version++;
        }
    }

    /// <summary>Wants the stack, in place of the one of the same key.</summary>
    public void Want(DesiredStack stack) => Change(it =>
    {
        if (it.Stacks.FirstOrDefault(one => one.Key == stack.Key) is { } known)
            it.Stacks.Remove(known);
        it.Stacks.Add(stack.Clone());
    });

    public override AsyncUnaryCall<ListDesiredStacksResponse> ListDesiredStacksAsync(
        ListDesiredStacksRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
    {
        Asked++;
        return new AsyncUnaryCall<ListDesiredStacksResponse>(AnswerAsync(request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    async Task<ListDesiredStacksResponse> AnswerAsync(ListDesiredStacksRequest request)
    {
        await BeforeAnswer();
        if (IsSilent)
            throw new RpcException(new Status(StatusCode.Unavailable, "nobody listens"));
        lock (gate)
        {
            var told = answer.Clone();
            told.Version = $"version {version}";
            told.IsUnchanged = told.Version == request.KnownVersion;
            if (told.IsUnchanged)
                told.Stacks.Clear();
            return told;
        }
    }
}
