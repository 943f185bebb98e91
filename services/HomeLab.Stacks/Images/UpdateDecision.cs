using System.Globalization;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Stacks.Images;

/// <summary>Whether a service is updated to the image that its tag names, and what becomes of that image otherwise. Pure.</summary>
/// <param name="Follows">It is to be updated now.</param>
/// <param name="Next">One sentence for people.</param>
sealed record UpdateDecision(bool Follows, string Next)
{
    /// <param name="tag">The digest that the tag names.</param>
    /// <param name="since">When it was first seen to.</param>
    /// <param name="others">What other stacks have of the same reference.</param>
    public static UpdateDecision Of(TrackedImage image, StackImage own, string tag, DateTimeOffset since, Updates? updates, IEnumerable<StackImage> others, DateTimeOffset now)
    {
        if (!image.Follows)
            return No(image.Image.Digest is null ? "told of, since it is not to be followed" : "told of: the repository keeps it to one digest");
        if (own.Refused == tag)
            return No($"it was tried and taken back; homelab stacks deploy {image.Stack} tries once more");
        if (own.Pinned == tag)
            return No("it is what the stack is to run");
        if (own.Running.Length == 0)
            return No("nothing is known to run that it would replace");
        var after = updates?.After?.ToTimeSpan() ?? TimeSpan.Zero;
        if (updates?.Canary is not { Length: > 0 } canary)
            return since + after <= now ? new UpdateDecision(true, "followed now") : No($"followed from {At(since + after)} on");
        if (IsWithin(image.Stack, canary))
            return new UpdateDecision(true, "followed now, before the others");
        var tried = others.Where(it => it.Stack != image.Stack && IsWithin(it.Stack, canary)).ToList();
        if (tried.Count == 0)
            return No($"it waits for {canary}, which has no such image");
        if (tried.Find(it => it.Refused == tag) is { } refused)
            return No($"it was tried at {refused.Stack} and taken back");
        if (tried.Exists(it => it.Running != tag || it.WellSince is null))
            return No($"it waits until {canary} runs it well for {Duration(after)}");
        var proven = tried.Max(it => it.WellSince!.Value) + after;
        return proven <= now ? new UpdateDecision(true, "followed now") : No($"followed from {At(proven)} on, if {canary} still runs it well then");
    }

    static UpdateDecision No(string next) => new(false, next);

    static bool IsWithin(string stack, string canary) => stack == canary || stack.StartsWith(canary + "/", StringComparison.Ordinal);

    static string At(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    static string Duration(TimeSpan span) => span < TimeSpan.FromDays(2) ? $"{span.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} h" : $"{span.TotalDays.ToString("0.#", CultureInfo.InvariantCulture)} days";
}
