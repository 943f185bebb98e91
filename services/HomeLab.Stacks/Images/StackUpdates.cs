using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Operations;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Images;

/// <summary>Decides to which digests the images of a stack are kept, and tells what is newer than runs.</summary>
sealed class StackUpdates(StackImageStore stackImages, ImageStore images, StackStates states, OperationStore operations, TimeProvider time)
{
    /// <summary>One change at a time: nothing is decided while an operation runs, nor before what the repository wishes runs.</summary>
    /// <returns>The wish, with the digests that its images are kept to from now on.</returns>
    public async Task<DesiredStack> DecideAsync(DesiredStack wanted, StackState state, CancellationToken cancellationToken)
    {
        var tracked = TrackedImage.All(wanted);
        if (wanted.Engine is null || tracked.Count == 0 || state.Deployed is not { } deployed || await operations.RunningAsync(wanted.Key, cancellationToken) is not null)
            return wanted;
        var before = await OwnAsync(tracked, cancellationToken);
        var after = PinnedStack.BaseOf(deployed) != PinnedStack.BaseOf(wanted)
            ? before.ConvertAll(WithoutRefused)
            : await FollowAsync(wanted, state, deployed, tracked, before, cancellationToken);
        var changed = after.Except(before).ToList();
        await stackImages.WriteAsync(changed, cancellationToken);
        return changed.Count > 0 ? PinnedStack.Of(wanted, after) : wanted;
    }

    /// <summary>Remembers what runs, and tells of what is newer, once.</summary>
    public async Task<ReconcileOutcome> TellAsync(ReconcileOutcome outcome, DesiredStack wanted, CancellationToken cancellationToken)
    {
        var tracked = TrackedImage.Of(wanted);
        if (tracked.Count == 0)
            return outcome;
        var state = await states.ReadAsync(wanted.Key, cancellationToken);
        var (before, known, now) = (await OwnAsync(tracked, cancellationToken), await KnownAsync(tracked, cancellationToken), time.GetUtcNow());
        var (after, facts) = (new List<StackImage>(), new List<object>());
        foreach (var (image, own) in tracked.Zip(before))
        {
            var observed = Observed(own, state, now);
            var newer = AvailableUpdate.Of(image, observed, known.GetValueOrDefault(image.Reference));
            facts.AddRange(newer.Where(it => !own.Told.Contains(it.Mark)).Select(it => new StackUpdateAvailable
            {
                Stack = image.Stack, Service = image.Service, Image = image.Reference, Level = UpdateLevels.Text(it.Level), Current = it.Current, Available = it.Available, At = now,
            }));
            after.Add(observed with { Told = [.. newer.Select(it => it.Mark)] });
        }
        var changed = after.Except(before).ToList();
        var gone = (await stackImages.ListAsync(wanted.Key, cancellationToken)).Select(it => it.Service).Except(TrackedImage.All(wanted).Select(it => it.Service)).ToList();
        if (changed.Count + gone.Count == 0)
            return outcome;
        var write = outcome.Write;
        return outcome with
        {
            Facts = [.. outcome.Facts, .. facts],
            Write = async (transaction, token) =>
            {
                if (write is not null)
                    await write(transaction, token);
                await StackImageStore.WriteAsync(changed, transaction, token);
                await StackImageStore.ForgetAsync(wanted.Key, gone, transaction, token);
            },
        };
    }

    /// <summary>By stack, what is newer than its services run.</summary>
    public async Task<ILookup<string, Contract.ImageUpdate>> ListAsync(IEnumerable<DesiredStack> stacks, CancellationToken cancellationToken)
    {
        var tracked = stacks.SelectMany(stack => TrackedImage.Of(stack).Select(image => (stack.Updates, Image: image))).ToList();
        var references = tracked.Select(it => it.Image.Reference).Distinct().ToList();
        var (rows, known, now) = (await stackImages.ListAsync(references, cancellationToken), await images.FindAsync(references, cancellationToken), time.GetUtcNow());
        var like = rows.ToLookup(it => it.Reference, StringComparer.Ordinal);
        return tracked.SelectMany(it => Of(it.Image, it.Updates, like[it.Image.Reference], known.GetValueOrDefault(it.Image.Reference), now), (it, update) => (it.Image.Stack, Update: update))
            .ToLookup(it => it.Stack, it => it.Update, StringComparer.Ordinal);
    }

    static IEnumerable<Contract.ImageUpdate> Of(TrackedImage image, Updates? updates, IEnumerable<StackImage> like, KnownImage? known, DateTimeOffset now)
    {
        var own = like.FirstOrDefault(it => it.Stack == image.Stack && it.Service == image.Service) ?? StackImage.New(image);
        foreach (var newer in AvailableUpdate.Of(image, own, known))
        {
            yield return new Contract.ImageUpdate
            {
                Service = image.Service, Image = image.Reference, Level = UpdateLevels.Text(newer.Level), Current = newer.Current, Available = newer.Available,
                Next = newer.Level > UpdateLevel.Digest ? "told of: tags are changed in the repository" : UpdateDecision.Of(image, own, known!.Digest, known.DigestSince ?? now, updates, like, now).Next,
            };
        }
        if (known is { Problem.Length: > 0 })
            yield return new Contract.ImageUpdate { Service = image.Service, Image = image.Reference, Current = own.Running, Next = $"not known: {known.Problem}" };
    }

    async Task<List<StackImage>> FollowAsync(
        DesiredStack wanted, StackState state, DesiredStack deployed, IReadOnlyList<TrackedImage> tracked, List<StackImage> before, CancellationToken cancellationToken)
    {
        var isTakenBack = state.FailedDigest == wanted.Digest;
        var settled = tracked.Zip(before, (image, own) => (Image: image, Own: Settled(own, wanted, deployed, isTakenBack))).ToList();
        if ((isTakenBack && !state.IsAsWanted) || !tracked.Any(it => it.Follows))
            return settled.ConvertAll(it => it.Own);
        var references = tracked.Where(it => it.Follows).Select(it => it.Reference).Distinct().ToList();
        var (known, others, now) = (await images.FindAsync(references, cancellationToken), await stackImages.ListAsync(references, cancellationToken), time.GetUtcNow());
        return settled.ConvertAll(it =>
        {
            var (image, own) = it;
            if (known.GetValueOrDefault(image.Reference) is not { Digest.Length: > 0, DigestSince: { } since } found || (own.Pinned.Length == 0 && own.Running == found.Digest))
                return own;
            var decision = UpdateDecision.Of(image, own, found.Digest, since, wanted.Updates, others.Where(other => other.Reference == image.Reference), now);
            return decision.Follows ? own with { Pinned = found.Digest, Previous = own.Pinned == own.Refused ? own.Previous : own.Pinned, Refused = "" } : own;
        });
    }

    /// <summary>Which digest was taken back, and that one which runs after all was not.</summary>
    static StackImage Settled(StackImage own, DesiredStack wanted, DesiredStack deployed, bool isTakenBack) =>
        own.Pinned.Length == 0 ? own
        : isTakenBack && deployed.Images.TryGetValue(own.Service, out var runs) && StackImage.DigestOf(runs) != own.Pinned ? own with { Refused = own.Pinned }
        : deployed.Digest == wanted.Digest && own.Refused == own.Pinned ? own with { Refused = "" }
        : own;

    /// <summary>What the repository wishes anew is not tried with an image that was taken back.</summary>
    static StackImage WithoutRefused(StackImage own) => own.Pinned.Length > 0 && own.Refused == own.Pinned ? own with { Pinned = own.Previous, Previous = "" } : own;

    static StackImage Observed(StackImage own, StackState state, DateTimeOffset now)
    {
        var status = state.Services.FirstOrDefault(it => it.Name == own.Service);
        var running = status is null ? own.Running : StackImage.DigestOf(status.RunningImage);
        var isWell = state.IsAsWanted && running.Length > 0 && status?.IsWell == true;
        return own with { Running = running, WellSince = !isWell ? null : running == own.Running ? own.WellSince ?? now : now };
    }

    /// <summary>In the order of those that are tracked; of another reference than before nothing is remembered.</summary>
    async Task<List<StackImage>> OwnAsync(IReadOnlyList<TrackedImage> tracked, CancellationToken cancellationToken)
    {
        var rows = (await stackImages.ListAsync(tracked[0].Stack, cancellationToken)).ToDictionary(it => it.Service, StringComparer.Ordinal);
        return [.. tracked.Select(it => rows.TryGetValue(it.Service, out var row) && row.Reference == it.Reference ? row : StackImage.New(it))];
    }

    Task<IReadOnlyDictionary<string, KnownImage>> KnownAsync(IReadOnlyList<TrackedImage> tracked, CancellationToken cancellationToken) =>
        images.FindAsync([.. tracked.Select(it => it.Reference).Distinct()], cancellationToken);
}
