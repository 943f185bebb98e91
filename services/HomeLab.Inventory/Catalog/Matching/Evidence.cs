namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>By what a system was recognised.</summary>
/// <param name="Matcher">The item of <c>spec.recognise</c>, from 0.</param>
/// <param name="Match">Its way: <c>image</c>.</param>
/// <param name="Strength"><c>strong</c>, <c>weak</c> or <c>hint</c>.</param>
/// <param name="Value">What was seen: <c>quay.io/argoproj/argocd</c>.</param>
sealed record Evidence(int Matcher, string Match, string Strength, Specificity Specificity, string Value)
{
    public override string ToString() => $"{Match} {Value}";
}
