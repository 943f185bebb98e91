namespace HomeLab.Lab.Filters;

public enum FilterOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary><c>:</c>: a text has it in it, a list has it as an element, a map as a key.</summary>
    Has,
}
