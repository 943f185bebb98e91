namespace HomeLab.Inventory.Repositories.Nodes;

/// <summary>What it costs to go through a value: nodes may be shared, and what is small in memory be without end when it is walked.</summary>
static class NodeCost
{
    const int TextPerNode = 32;

    public static int Of(string text) => text.Length / TextPerNode;

    /// <summary>At most a little more than <paramref name="bound"/>; also that where it is nested deeper than <paramref name="maxDepth"/>.</summary>
    public static int Of(Node node, int bound, int maxDepth)
    {
        var left = bound;
        return Walk(node, maxDepth, ref left) ? bound - left : bound + 1;
    }

    static bool Walk(Node node, int depth, ref int left)
    {
        if (--left < 0 || depth == 0)
            return false;
        switch (node)
        {
            case TextNode text:
                left -= Of(text.Text);
                return left >= 0;
            case ListNode list:
                foreach (var item in list.Items)
                {
                    if (!Walk(item, depth - 1, ref left))
                        return false;
                }
                return true;
            case MapNode map:
                foreach (var entry in map.Entries)
                {
                    if (!Walk(entry.Value, depth - 1, ref left))
                        return false;
                }
                return true;
            default:
                return true;
        }
    }
}
