using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Stacks.Images;

/// <summary>A wish with the digests that its images are kept to. It is another wish than the same with other digests, and so has another digest.</summary>
static class PinnedStack
{
    const char Joint = '+';
    const int PartLength = 16;

    public static DesiredStack Of(DesiredStack stack, IEnumerable<StackImage> images)
    {
        var tracked = TrackedImage.All(stack).ToDictionary(it => it.Service, StringComparer.Ordinal);
        var pinned = images.Where(it => it.Pinned.Length > 0 && tracked.TryGetValue(it.Service, out var image) && image.Reference == it.Reference && image.Image.Digest is null)
            .ToImmutableSortedDictionary(it => it.Service, it => $"{it.Reference}@{it.Pinned}", StringComparer.Ordinal);
        var wish = stack.Clone();
        wish.Digest = BaseOf(stack);
        wish.Images.Clear();
        if (pinned.Count == 0)
            return wish;
        wish.Images.Add(pinned);
        var all = string.Join('\n', pinned.Select(it => $"{it.Key} {it.Value}"));
        wish.Digest += Joint + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..PartLength];
        return wish;
    }

    /// <summary>The digest of what the repository wishes, whatever its images are kept to.</summary>
    public static string BaseOf(DesiredStack stack) => stack.Digest.IndexOf(Joint, StringComparison.Ordinal) is >= 0 and var at ? stack.Digest[..at] : stack.Digest;
}
