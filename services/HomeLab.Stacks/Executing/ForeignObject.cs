namespace HomeLab.Stacks.Executing;

/// <summary>A container or network of a stack that another installation made.</summary>
/// <param name="Id">As its target knows it: what replaces it under the same name is another object.</param>
sealed record ForeignObject(string Id, string Name, string Installation);
