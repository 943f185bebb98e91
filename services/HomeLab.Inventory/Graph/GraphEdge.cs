namespace HomeLab.Inventory.Graph;

/// <summary>One hangs on another.</summary>
/// <param name="Kind"><c>runsOn</c>, <c>routesTo</c>, <c>mounts</c>.</param>
/// <param name="Group">Of <see cref="Bond.AnyOf"/>: the alternatives among each other.</param>
/// <param name="Rule">Which rule drew it: <c>kubernetes.node-uuid</c>.</param>
/// <param name="Evidence">What it was drawn from: <c>status.nodeInfo.systemUUID = 4c4c…</c>.</param>
sealed record GraphEdge(string From, string To, string Kind, Bond Bond, string Group, string Rule, string Evidence);
