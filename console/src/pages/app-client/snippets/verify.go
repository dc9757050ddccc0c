// go get github.com/golang-jwt/jwt/v5 github.com/MicahParks/keyfunc/v3
package main

import (
	"fmt"
	"os"

	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
)

func main() {
	keys, err := keyfunc.NewDefault([]string{"{{JWKS_URL}}"})
	if err != nil {
		panic(err)
	}
	token, err := jwt.Parse(os.Args[1], keys.Keyfunc,
		jwt.WithIssuer("{{ISSUER}}"),
		jwt.WithValidMethods([]string{"RS256"}),
		jwt.WithExpirationRequired())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(token.Claims)
}
