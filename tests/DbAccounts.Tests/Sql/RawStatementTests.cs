using DbAccounts.Engines.Sql.MySql;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>Statements of somebody else's making.</summary>
public class RawStatementTests
{
    [Theory]
    [InlineData("select 1", true)]
    [InlineData(" SHOW GRANTS;", true)]
    [InlineData("-- why\nSELECT 1", true)]
    [InlineData("/* why */ SELECT 'INTO'", true)]
    [InlineData("WITH a AS (SELECT 1) SELECT * FROM a", true)]
    [InlineData("EXPLAIN SELECT 1", true)]
    [InlineData("EXPLAIN ANALYZE SELECT 1", false)]
    [InlineData("SELECT 1 INTO OUTFILE '/tmp/x'", false)]
    [InlineData("SELECT 1 FOR UPDATE", false)]
    [InlineData("SELECT /*! 1 INTO OUTFILE '/tmp/x' */", false)]
    [InlineData("SELECT /*M! 1 */", false)]
    [InlineData("WITH a AS (SELECT 1) DELETE FROM b", false)]
    [InlineData("DROP USER a", false)]
    [InlineData("(SELECT 1)", true)]
    [InlineData("", false)]
    public void What_reads_is_told_by_its_words(string statement, bool isRead) => Assert.Equal(isRead, new RawStatement(statement).IsRead);

    [Theory]
    [InlineData("SELECT 1;", false)]
    [InlineData("SELECT ';'", false)]
    [InlineData("SELECT `a;b`", false)]
    [InlineData("SELECT 'it''s;' -- ;", false)]
    [InlineData(@"SELECT '\';'", false)]
    [InlineData("SELECT 1; DROP USER a", true)]
    [InlineData(@"SELECT '\\'; DROP USER a", true)]
    public void One_statement_is_told_from_several(string statement, bool isSeveral) =>
        Assert.Equal(isSeveral, new RawStatement(statement).IsSeveral);

    [Theory]
    [InlineData("SELECT 'shown'", "SELECT 'shown'")]
    [InlineData("ALTER USER 'a' IDENTIFIED BY 'hidden'", "ALTER USER '***' IDENTIFIED BY '***'")]
    [InlineData("SET PASSWORD FOR a = \"hid'den\"", "SET PASSWORD FOR a = '***'")]
    [InlineData("SET PASSWORD FOR a = PASSWORD('hid''den')", "SET PASSWORD FOR a = PASSWORD('***''***')")]
    public void Texts_are_not_shown_where_one_may_be_a_password(string statement, string shown) =>
        Assert.Equal(shown, new RawStatement(statement).ToString());
}
