-- Four partitions for each table that is divided by pool, as an operator or a sharding extension would
-- make them. Runs after the migrations of the product.
DO $$
DECLARE
  divided regclass;
BEGIN
  FOR divided IN
    SELECT p.partrelid::regclass FROM pg_partitioned_table p
    WHERE NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = p.partrelid)
  LOOP
    FOR part IN 0..3 LOOP
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF %s FOR VALUES WITH (MODULUS 4, REMAINDER %s)',
        divided::text || '_' || part, divided, part);
    END LOOP;
  END LOOP;
END
$$;
