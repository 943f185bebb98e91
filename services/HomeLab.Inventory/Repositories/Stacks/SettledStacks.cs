using System.Security.Cryptography;
using Google.Protobuf;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Rpc;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>The stacks of all repositories, with names settled and digests.</summary>
sealed class SettledStacks
{
    readonly IReadOnlyList<IReadOnlyList<DesiredStack>> parts;

    SettledStacks(IReadOnlyList<IReadOnlyList<DesiredStack>> parts)
    {
        this.parts = parts;
        var stacks = parts.SelectMany(it => it).Select(it => it.Clone()).ToList();
        StackNames.Settle(stacks);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stack in stacks)
            stack.Digest = StackMessages.DigestOf(stack);
        Stacks = [.. stacks.OrderBy(it => it.Key, StringComparer.Ordinal)];
        Heads = [.. Stacks.Select(StackMessages.WithoutBody)];
        foreach (var head in Heads)
            hash.AppendData(head.ToByteArray());
        Version = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>In the order of their keys.</summary>
    public IReadOnlyList<DesiredStack> Stacks { get; }

    /// <summary>Without bodies, in the same order.</summary>
    public IReadOnlyList<DesiredStack> Heads { get; }

    /// <summary>Over all of them.</summary>
    public string Version { get; }

    /// <param name="before">Returned where the parts are the very same.</param>
    public static SettledStacks Of(IReadOnlyList<IReadOnlyList<DesiredStack>> parts, SettledStacks? before) =>
        before is not null && before.parts.Count == parts.Count && before.parts.Zip(parts).All(it => ReferenceEquals(it.First, it.Second)) ? before : new(parts);
}
