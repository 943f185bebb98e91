using System.Security.Cryptography;
using System.Text;

namespace HomeLab.Inventory.Repositories.Nodes;

/// <summary>The same for values that say the same, in whatever order their keys stand and wherever they were written.</summary>
static class NodeDigest
{
    /// <returns>Empty where it would cost more than <paramref name="bound"/> to go through it.</returns>
    public static string Of(Node node, int bound, int maxDepth)
    {
        if (NodeCost.Of(node, bound, maxDepth) > bound)
            return "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, node);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    static void Append(IncrementalHash hash, Node node)
    {
        switch (node)
        {
            case MapNode map:
                Append(hash, 'm', map.Entries.Count, "");
                foreach (var entry in map.Entries.OrderBy(it => it.Key, StringComparer.Ordinal))
                {
                    Append(hash, 'k', 0, entry.Key);
                    Append(hash, entry.Value);
                }
                break;
            case ListNode list:
                Append(hash, 'l', list.Items.Count, "");
                foreach (var item in list.Items)
                    Append(hash, item);
                break;
            case TextNode text:
                Append(hash, IsTyped(text) ? 'p' : 't', 0, text.Text);
                break;
        }
    }

    /// <summary>Whether quotes around it would make something else of it.</summary>
    static bool IsTyped(TextNode text) =>
        text.IsPlain && (text.IsNothing || text.AsBoolean is not null || char.IsAsciiDigit(text.Text[0]) || text.Text[0] is '+' or '-' or '.');

    /// <summary>With lengths, so that no two values are written alike.</summary>
    static void Append(IncrementalHash hash, char kind, int count, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(Encoding.UTF8.GetBytes($"{kind}{count}:{bytes.Length}:"));
        hash.AppendData(bytes);
    }
}
