using System.Security.Cryptography;
using System.Text;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Registry;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Reconciling;
using HomeLab.Stacks.Sources;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Images;

/// <summary>Asks registries what the tags of the wished stacks name, each once for all stacks that have it, and has those stacks looked at when it is news.</summary>
sealed class ImageReconciler(
    StackFeed feed, ImageStore images, RegistryClients clients, RegistryBudget budget, WorkQueue queue, IOptions<StacksOptions> options, TimeProvider time) : IReconciler
{
    public const string ImageKind = "image";

    const int CallsPerHour = 100;

    /// <summary>Of a registry's own limit, this share is left to pulls.</summary>
    const int ShareLeft = 10;

    static readonly TimeSpan UnlessTold = TimeSpan.FromHours(1);
    static readonly TimeSpan WhileSilent = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public string Kind => ImageKind;

    public TimeSpan ResyncInterval => options.Value.ResyncInterval;

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.AsksRegistries)
            return [];
        var lab = await feed.ReadAsync(cancellationToken);
        return lab.Lab is null
            ? throw new InvalidOperationException("Inventory has never answered, so the lab's stacks are not known yet.")
            : [.. lab.Stacks.Values.SelectMany(TrackedImage.Of).Select(it => it.Reference).Distinct(StringComparer.Ordinal)];
    }

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var (reference, now) = (context.Key.Key, time.GetUtcNow());
        var known = await images.FindAsync(reference, cancellationToken) ?? new KnownImage(reference, "", null, [], "", now);
        if (!options.Value.AsksRegistries)
            return new ReconcileOutcome.Converged { RevisitAfter = options.Value.ImageInterval };
        if (known.DueAt > now)
        {
            return known.Problem.Length > 0
                ? new ReconcileOutcome.Waiting(new Reason("RegistryUntold", known.Problem), known.DueAt - now)
                : new ReconcileOutcome.Converged { RevisitAfter = known.DueAt - now };
        }
        var lab = await feed.ReadAsync(cancellationToken);
        var users = lab.Stacks.Values.SelectMany(TrackedImage.Of).Where(it => it.Reference == reference).ToList();
        if (users.Count == 0)
            return new ReconcileOutcome.Converged { RevisitAfter = options.Value.ImageInterval, Write = (transaction, token) => ImageStore.ForgetAsync(reference, transaction, token) };
        var image = users[0].Image;
        var access = lab.Lab!.Registries.FirstOrDefault(it => it.Host == image.Registry) ?? new RegistryAccess { Host = image.Registry };
        var asksTags = users.Exists(it => it.Level > UpdateLevel.Digest) && ImageVersion.TryParse(image.TagOrLatest) is not null;
        if (await budget.EnterAsync(access.Host, asksTags ? 2 : 1, access.CallsPerHour > 0 ? access.CallsPerHour : CallsPerHour, cancellationToken) is { } wait)
            return new ReconcileOutcome.Waiting(new Reason("RegistryBudget", $"{access.Host} is not asked before {now + wait:yyyy-MM-ddTHH:mm:ssZ}: it wants to be left alone, or was asked as often as the lab allows."), wait);
        try
        {
            var told = await clients.Of(access).DigestAsync(image.Repository, image.TagOrLatest, cancellationToken);
            if (told.Quota is { } quota && quota.Remaining * ShareLeft <= quota.Limit)
                await budget.SilenceAsync(access.Host, Within(quota.Window), cancellationToken);
            var newer = asksTags ? ImageVersion.Newer(image.TagOrLatest, await clients.Of(access).TagsAsync(image.Repository, cancellationToken)) : [];
            return Told(known, new KnownImage(reference, told.Digest, told.Digest == known.Digest ? known.DigestSince : now, newer, "", now + After(reference)), users);
        }
        catch (RegistryException exception)
        {
            if (exception.Failure == RegistryFailure.TooMany)
                await budget.SilenceAsync(access.Host, Within(exception.RetryAfter), cancellationToken);
            return Untold(known, $"Registry{exception.Failure}", exception.Message, exception.Failure switch
            {
                RegistryFailure.TooMany => Within(exception.RetryAfter),
                RegistryFailure.Unavailable => exception.RetryAfter is { } given ? Within(given) : WhileSilent < options.Value.ImageInterval ? WhileSilent : options.Value.ImageInterval,
                _ => After(reference),
            });
        }
        catch (SecretMissingException exception)
        {
            return Untold(known, "SecretMissing", $"{access.Host}: {exception.Message}", options.Value.StalledRetryAfter);
        }
    }

    public Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken) =>
        Task.FromResult<Settlement>(new Settlement.Rejected(new Reason("NothingWritten", "Nothing is written to a registry.")));

    ReconcileOutcome.Converged Told(KnownImage before, KnownImage after, List<TrackedImage> users)
    {
        var isNews = before.Digest != after.Digest || !before.Newer.SequenceEqual(after.Newer);
        return new ReconcileOutcome.Converged
        {
            RevisitAfter = after.DueAt - time.GetUtcNow(),
            Write = async (transaction, token) =>
            {
                await ImageStore.WriteAsync(after, transaction, token);
                if (isNews)
                    await queue.EnqueueAsync([.. users.Select(it => StackReconciler.KeyOf(it.Stack)).Distinct()], Cause.Here("ImageChanged", after.Reference, time.GetUtcNow()), transaction, token);
            },
        };
    }

    ReconcileOutcome.Waiting Untold(KnownImage before, string code, string why, TimeSpan after) => new(new Reason(code, why), after)
    {
        Write = (transaction, token) => ImageStore.WriteAsync(before with { Problem = why, DueAt = time.GetUtcNow() + after }, transaction, token),
    };

    static TimeSpan Within(TimeSpan? told) => told is not { } wait ? UnlessTold : wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > Longest ? Longest : wait;

    /// <summary>The interval, a tenth more or less: always the same for one image, so that images that were first asked for together part.</summary>
    TimeSpan After(string reference) => options.Value.ImageInterval * (0.9 + 0.2 * SHA256.HashData(Encoding.UTF8.GetBytes(reference))[0] / byte.MaxValue);
}
