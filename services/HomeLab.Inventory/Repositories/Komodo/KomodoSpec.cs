using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Komodo;

/// <summary>A resource without what it says in other languages and without values: those are secrets, or Komodo's.</summary>
static class KomodoSpec
{
    public static MapNode Of(string kind, MapNode resource)
    {
        if (kind == "variable")
            return resource.Without("value");
        if (resource.Map("config") is not { } config)
            return resource;
        config = config.Without("file_contents").Without("webhook_secret");
        foreach (var key in (ReadOnlySpan<string>)["environment", "build_args", "secret_args"])
        {
            if (config.Find(key) is { } environment)
                config = config.With(key, NamesOf(environment));
        }
        return resource.With("config", config);
    }

    static ListNode NamesOf(Node environment) => environment switch
    {
        TextNode text => new ListNode(text.At, [.. EnvironmentFile.Read(text.At.File, text.Text, text.At.Line, VariableSet.Empty)
            .Variables.Keys.Select(it => new TextNode(text.At, it, false))]),
        ListNode list => new ListNode(list.At, [.. list.Maps.Select(it => it.Find("variable")).OfType<TextNode>()]),
        _ => new ListNode(environment.At, []),
    };
}
