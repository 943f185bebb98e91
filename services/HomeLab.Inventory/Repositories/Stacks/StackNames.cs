using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>Settles whom a name means once all stacks are known: one stack a key, one a project, and the keys of what a stack comes after.</summary>
static class StackNames
{
    public static void Settle(List<DesiredStack> stacks)
    {
        foreach (var twice in stacks.GroupBy(it => it.Key).Where(it => it.Count() > 1).ToList())
        {
            var first = twice.First();
            foreach (var other in twice.Skip(1).ToList())
            {
                Problem(first, "DeclaredTwice", $"{other.DeclaredBy} declares a stack of this name as well; rename one of them");
                stacks.RemoveAll(it => ReferenceEquals(it, other));
            }
        }
        foreach (var same in stacks.Where(it => it.Engine is not null).GroupBy(it => (it.Engine.Endpoint, it.Project)).Where(it => it.Count() > 1))
        {
            foreach (var stack in same)
                Problem(stack, "SameProject", $"{string.Join(" and ", same.Where(it => it != stack).Select(it => it.Key))} would be the same Compose project {stack.Project}; give one of them another `project`");
        }
        foreach (var stack in stacks)
            Order(stack, stacks);
    }

    static void Order(DesiredStack stack, List<DesiredStack> stacks)
    {
        var names = stack.After.ToList();
        stack.After.Clear();
        foreach (var name in names)
        {
            var called = stacks.Where(it => it.Name == name).ToList();
            var near = called.Where(it => TargetOf(it) == TargetOf(stack)).ToList();
            var meant = near.Count > 0 ? near : called;
            // What a table of Komodo comes after may be a deployment.
            if (meant.Count == 0 && stack.Engine is not null)
                Problem(stack, "UnknownStack", $"it comes after {name}, and there is no stack of that name");
            stack.After.AddRange(meant.Select(it => it.Key));
        }
    }

    static string TargetOf(DesiredStack stack) => stack.Key[..^(stack.Name.Length + 1)];

    static void Problem(DesiredStack stack, string code, string message) =>
        stack.Problems.Add(new Problem { File = stack.File, Line = stack.Line, Column = 1, Code = code, Message = message });
}
