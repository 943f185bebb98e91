namespace HomeLab.Inventory.Repositories.Nodes;

/// <param name="IsPlain">Written without quotes, so that it may be a number, a boolean or nothing.</param>
sealed record TextNode(Place At, string Text, bool IsPlain) : Node(At)
{
    public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public bool? AsBoolean => IsPlain ? Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    } : null;
}
